/** The language of documents of queries. Stands in package.json, too. */
export const queryLanguageId = 'iothubql';
