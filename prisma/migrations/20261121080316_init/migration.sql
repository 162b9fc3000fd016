-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('pending', 'active');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'refused');

-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('cookie', 'token', 'jwt');

-- CreateEnum
CREATE TYPE "email_change_state" AS ENUM ('pending', 'confirmed', 'cancelled', 'undone', 'voided');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "status" "user_status" NOT NULL,
    "username" TEXT,
    "username_key" TEXT,
    "email" TEXT,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "password_hash" TEXT,
    "security_version" BIGINT NOT NULL DEFAULT 1,
    "email_verified_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "registrant_hash" BYTEA,
    "link_expires_at" TIMESTAMPTZ(3),
    "purge_after" TIMESTAMPTZ(3),
    "corrections" SMALLINT NOT NULL DEFAULT 0,
    "verification_mail" "mail_state" NOT NULL DEFAULT 'queued',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "terms_accepted_at" TIMESTAMPTZ(3),
    "terms_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "kind" "session_kind" NOT NULL DEFAULT 'cookie',
    "security_version" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "device" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "token_hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "identities" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "email_changes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "old_email" TEXT,
    "new_email" TEXT NOT NULL,
    "state" "email_change_state" NOT NULL DEFAULT 'pending',
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_events" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "device" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "account_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limit_buckets" (
    "key" BYTEA NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limit_buckets_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key_key" ON "users"("username_key");

-- CreateIndex
CREATE UNIQUE INDEX "users_registrant_hash_key" ON "users"("registrant_hash");

-- CreateIndex
CREATE INDEX "user_email_idx" ON "users"("email", "created_at");

-- CreateIndex
CREATE INDEX "user_purge_idx" ON "users"("purge_after");

-- CreateIndex
CREATE UNIQUE INDEX "user_active_email_key" ON "users"("email") WHERE (status = 'active');

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "session_last_seen_idx" ON "sessions"("last_seen_at");

-- CreateIndex
CREATE INDEX "refresh_token_session_idx" ON "refresh_tokens"("session_id");

-- CreateIndex
CREATE INDEX "identity_user_idx" ON "identities"("user_id");

-- CreateIndex
CREATE INDEX "email_change_user_idx" ON "email_changes"("user_id", "confirmed_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_change_pending_key" ON "email_changes"("user_id") WHERE (state = 'pending');

-- CreateIndex
CREATE INDEX "account_event_user_idx" ON "account_events"("user_id", "at");

-- CreateIndex
CREATE INDEX "account_event_at_idx" ON "account_events"("at");

-- CreateIndex
CREATE INDEX "limit_bucket_resets_idx" ON "limit_buckets"("resets_at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_events" ADD CONSTRAINT "account_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
