/** Style files, which the build inlines. */
declare module '*.css';
