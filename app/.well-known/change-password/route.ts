/** Where password managers lead people (W3C, A Well-Known URL for Changing Passwords). */
export function GET(): Response {
  return new Response(null, { status: 303, headers: { location: "/account/password" } });
}
