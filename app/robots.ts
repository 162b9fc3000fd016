import type { MetadataRoute } from "next";

/** What search engines leave alone: whatever belongs to one person. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/", disallow: ["/account", "/api/v1/", "/dev/", "/logout"] } };
}
