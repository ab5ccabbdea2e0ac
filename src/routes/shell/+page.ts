/** The page that the worker answers every deep link with; Kit then routes by the real address. */
export const prerender = true;
export const ssr = false;
