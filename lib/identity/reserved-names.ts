/*
 * Names nobody may register, because some machine or some person would take the account for somebody else. The
 * categories are those of django-registration's validators.py; the entries are our own selection, plus the paths and
 * words of this product. All in the folded form of `usernameKey`.
 */

/** Hosts that exist on many networks or that clients look for by themselves. */
const specialHostnames = words(`
  autoconfig autodiscover broadcasthost isatap localdomain localhost wpad gateway intranet
`);

/** Hosts named after the protocol they serve. */
const protocolHostnames = words(`
  dns ftp imap imaps irc ldap mail mx news nntp ns ns0 ns1 ns2 ntp pop pop3 pop3s pops sftp smtp smtps ssh ssl tls
  usenet uucp vpn webdav webmail www www0 www1 www2 www3
`);

/** Mailboxes by which a certificate authority lets a domain be proven (CA/Browser Forum BR §3.2.2.4.4). */
const certificateAuthorityAddresses = words(`
  admin administrator hostmaster is it mis postmaster ssladmin ssladministrator sslwebmaster webmaster
`);

/** Mailboxes of roles (RFC 2142). */
const roleAddresses = words(`
  abuse info list list-request marketing noc sales security support trouble
`);

/** Senders nobody reads. */
const unreadSenders = words(`
  mailer-daemon mailerdaemon bounce bounces no-reply no_reply no.reply nobody noreply do-not-reply donotreply
`);

/** Files that browsers, crawlers and policies read from the root of a site. */
const sensitiveFiles = words(`
  ads.txt app-ads.txt apple-touch-icon.png browserconfig.xml clientaccesspolicy.xml crossdomain.xml favicon.ico
  humans.txt keybase.txt manifest.json manifest.webmanifest mta-sts.txt robots.txt security.txt service-worker.js
  sitemap.xml sw.js index.html index.htm index.php .env .htaccess .htpasswd
`);

/** Words that sound like the operator of the site, or like a part of it. */
const sensitiveWords = words(`
  account accounts anonymous api app assets auth authentication authorize billing blog bot buy cart checkout clients
  contact contact-us contactus copyright customer dashboard dmca doc docs download downloads edit enquiry everyone faq
  guest guests health help home http https inbox index inquiry legal license log-in log-out log_in log_out login
  logout media metrics moderator myaccount oauth official openapi operator owner password passwords pay payment
  payments plans portfolio preferences pricing privacy profile public recovery register registration reset root sale
  search secure self session sessions settings setup shop sign-in sign-out sign-up sign_in sign_out sign_up signin
  signout signup src sysadmin sysadministrator staff static status store subscribe superuser system team terms tos
  trust unsubscribe user username users verify verification weblog work
`);

/** Pages and words of this product. */
const productWords = words(`
  latchkey activate activation change-password connections delete-account dev export favicon forgot-password me next
  _next reauthenticate reset-password send-reset-password-link undo-email-change verify-email verify-registration
  verify-user openapi.json
`);

/** Names that programs read as something other than a name. */
const programWords = words(`
  constructor hasownproperty isprototypeof prototype propertyisenumerable tolocalestring tostring valueof __proto__
  __definegetter__ __definesetter__ __lookupgetter__ __lookupsetter__ false nan nil none null true undefined unknown
`);

/** Every reserved name, folded. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...specialHostnames,
  ...protocolHostnames,
  ...certificateAuthorityAddresses,
  ...roleAddresses,
  ...unreadSenders,
  ...sensitiveFiles,
  ...sensitiveWords,
  ...productWords,
  ...programWords,
]);

/** Whether a folded name is reserved. Everything below `.well-known` is (RFC 8615). */
export function isReservedName(key: string): boolean {
  return reservedNames.has(key) || key.startsWith(".well-known");
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
