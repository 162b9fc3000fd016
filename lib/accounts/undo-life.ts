/** How long a change of address can be taken back from the old mailbox, in seconds (docs/security.md row 8). */
export const undoLifeSeconds = 72 * 60 * 60;
