/**
 * Passwords and their hashes, made by Django 3.2 itself (scrypt by Python's standard library in the format of Django 4.0):
 * algorithm, password, hash.
 */
export const djangoHashes: readonly (readonly [algorithm: string, password: string, encoded: string])[] = [
  [
    "pbkdf2_sha256",
    "correct-Horse-7-staple",
    "pbkdf2_sha256$260000$saltsaltsalt1234567890$RMDt/leS/BXFsRcC4cENGpyUurR67mlKORjMB4Wpwrc=",
  ],
  ["pbkdf2_sha1", "correct-Horse-7-staple", "pbkdf2_sha1$1000$saltsaltsalt1234567890$/K9ew1iVx6dgr0DosQIxZLo8lGM="],
  [
    "bcrypt_sha256",
    "correct-Horse-7-staple",
    "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuuVHq2IbbUVUd5/4qyrlaBGLnYNOdoZGu",
  ],
  ["bcrypt", "correct-Horse-7-staple", "bcrypt$$2b$06$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS"],
  [
    "pbkdf2_sha256",
    "password",
    "pbkdf2_sha256$1000$saltsaltsalt1234567890$feF+MHU09jteBZZ/wzU4cYwiqI54AjxKcSXqAHVPM88=",
  ],
  ["pbkdf2_sha1", "password", "pbkdf2_sha1$1000$saltsaltsalt1234567890$CjO8XjO/5qcSk88DqphI/Kk1X0g="],
  ["argon2", "password", "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg"],
  ["bcrypt", "password", "bcrypt$$2b$06$abcdefghijklmnopqrstuuNBpXtlux7FnXJE0fnrtkSXNhdOGmWHu"],
  [
    "scrypt",
    "password",
    "scrypt$saltsaltsalt1234567890$16384$8$1$qj6xJ3iK4aVxFNKj51bI8dfqhs97GL7rF9Nop6lDxoTJBgk3craKLUUa8Mu54UvY9t/BORpeISS69scYCU84HA==",
  ],
  [
    "pbkdf2_sha256",
    "pässwörd ☃",
    "pbkdf2_sha256$1000$saltsaltsalt1234567890$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=",
  ],
  [
    "pbkdf2_sha256",
    "pässwörd ☃",
    "pbkdf2_sha256$260000$saltsaltsalt1234567890$Jvv40aBY9K/UDKk93NKNsKKQEht9bLV7/Mlu0qoxcIk=",
  ],
  [
    "argon2",
    "pässwörd ☃",
    "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$jPIoGBmjo0j5NDOKiYJP6w",
  ],
  ["bcrypt_sha256", "pässwörd ☃", "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuuYUQUkbkqINqN7zFO7OzePvjhaNZXisW"],
  [
    "scrypt",
    "pässwörd ☃",
    "scrypt$saltsaltsalt1234567890$16384$8$1$8bbiDi8blqR2WxrSZM3zK8paBY0QNzADmYH6f9fIL/1vgJxrBKgKM73OmlHuEDhzWGewNDhxq7Tfz/XMMkPQbA==",
  ],
  [
    "pbkdf2_sha256",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "pbkdf2_sha256$1000$saltsaltsalt1234567890$5SGPDI6cMQS8OVITGbWhw/FwepjpAnVK0r/Kjb3vWN8=",
  ],
  [
    "pbkdf2_sha256",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "pbkdf2_sha256$260000$saltsaltsalt1234567890$EMuviwBKH2KtH4wO0Wu/2z+v9GqkdJpUHp4BPzYjElc=",
  ],
  [
    "argon2",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$3FDD8iN2W3KYcqchQoH89w",
  ],
  [
    "bcrypt_sha256",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuufTGfxKzIkFYKU5tHdQ0K1JeKh9Cp5O6",
  ],
  [
    "scrypt",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "scrypt$saltsaltsalt1234567890$16384$8$1$B0NaUq2wtPG4RFIt7D9NrBTrOuJlXKTcPC6aOIQQC2bbLk0I0ANo7aXcFfR6gLAxeHIjYvBP0sBSfAQQVskjkw==",
  ],
  [
    "pbkdf2_sha256",
    "trailing ",
    "pbkdf2_sha256$260000$saltsaltsalt1234567890$S5DpYTlXDUiQjeVblGULv1TnG0nPx8/PXPXVEMwkrA8=",
  ],
  ["pbkdf2_sha1", "trailing ", "pbkdf2_sha1$1000$saltsaltsalt1234567890$2mphaFGUfg3E+D9G1JHB+GPnFv0="],
  ["bcrypt_sha256", "trailing ", "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuuHyMBYzodbccT1rZHqAQZF5tpHqSzeym"],
  ["bcrypt", "trailing ", "bcrypt$$2b$06$abcdefghijklmnopqrstuuD3ko/arkCUvdgXElyGgE1AlURSXmNcW"],
  [
    "pbkdf2_sha256",
    "colon:dollar$hash#",
    "pbkdf2_sha256$1000$saltsaltsalt1234567890$wgpyaQX8bAm0uJ2X57jOQnpPPLIei1fRCr+NhQlG6q0=",
  ],
  ["pbkdf2_sha1", "colon:dollar$hash#", "pbkdf2_sha1$1000$saltsaltsalt1234567890$h0K36iCiXdef1ppteFA+0Y2I3ag="],
  [
    "argon2",
    "colon:dollar$hash#",
    "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$rRtmZ/jTaqUBmL6x+tP6dA",
  ],
  ["bcrypt", "colon:dollar$hash#", "bcrypt$$2b$06$abcdefghijklmnopqrstuu6iSj0yozVs5EUgl/7UOf1LCvbN5EIB2"],
  [
    "scrypt",
    "colon:dollar$hash#",
    "scrypt$saltsaltsalt1234567890$16384$8$1$mFFKSSLGoRSriQXTMnQY22rbeqpYFo/XCe/8r0Uv4aC34SwXjAPiaxSyFZ7/7FzhBvFUnPc3sH8YCfpfdW956Q==",
  ],
];

/** Hashes that cannot be taken over: a digest that anybody can guess at, and one that would cost a login too much. */
export const refusedHashes = {
  unknown: "md5$saltsalt$d5f64ad0a069831818c22030bbead398",
  costly: "pbkdf2_sha256$2000001$saltsaltsalt1234567890$RMDt/leS/BXFsRcC4cENGpyUurR67mlKORjMB4Wpwrc=",
} as const;
