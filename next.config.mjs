import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // API paths answer with and without the trailing slash; a redirect would lose a POST.
  skipTrailingSlashRedirect: true,
  productionBrowserSourceMaps: false,
  // No images, no optimiser: /_next/image answers 404.
  images: { unoptimized: true },
  // `npm test` and `npm run check` run the compiler.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // The development server is opened by each of the three names of loopback.
  allowedDevOrigins: ["localhost", "127.0.0.1", "[::1]"],
  // They have native parts or WebAssembly, or must be the one copy that the whole process shares.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "nodemailer",
    "pg",
    "pg-boss",
    "pglite-prisma-adapter",
    "prom-client",
  ],
};

export default createNextIntlPlugin("./app/request-config.ts")(config);
