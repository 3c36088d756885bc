/** The jobs that bring something to channel database groups, and that a group can exclude (J5). */
export const downloadJobIds = ["1010", "1040", "1060", "1070", "1090", "1110", "1150"] as const;
