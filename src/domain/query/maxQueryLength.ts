/** The longest query that the service takes, in characters: "Twin query limitations" of the query documentation. */
export const maxQueryLength = 8192;
