/** The person of all examples, and what they send. */
export const ada = {
  username: "ada",
  email: "ada@example.org",
  password: "quiet harbour at dawn",
  newPassword: "seven grey herons wait",
  newEmail: "ada.new@example.org",
} as const;

/** The parameters of a link, as the mail has them. */
export const link = {
  user_id: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11",
  timestamp: "1800000000",
  signature: "lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg",
} as const;

/** The same link in its other spellings. */
export const spelt = {
  activationKey: "ImFkYSI:1xoCHg:lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg",
  codeVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  resetToken: `${link.timestamp}-${link.signature}`,
} as const;

/** A pair of tokens; shortened, as they say nothing to a reader. */
export const tokens = { access: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", refresh: "q8Zk-refresh-token" } as const;

/** A session in the list of sessions. */
export const sessionExample = {
  id: "01a1fd61-7322-7453-b6b9-8a801c900593",
  kind: "cookie",
  device: "Firefox on Linux",
  network: "192.0.2.0/24",
  created_at: "2027-01-15T08:00:00.000Z",
  last_seen_at: "2027-01-15T08:12:00.000Z",
  is_current: true,
} as const;

/** Where a browser is sent for a login by another service; shortened. */
export const authorizationUrl = "https://accounts.example.com/authorize?client_id=…&state=…";
