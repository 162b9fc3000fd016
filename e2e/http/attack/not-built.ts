/** Cases about something that is not there yet, with what it is. One that could be run by now fails the run. */
export const notBuilt: Readonly<Record<string, string>> = {
  "SCN-018": "social login",
  "SCN-020": "social login",
  "SCN-022": "social login",
  "SCN-023": "social login",
  "SCN-024": "social login",
  "SCN-025": "social login",
  "SCN-026": "social login",
  "SCN-027": "social login",
};
