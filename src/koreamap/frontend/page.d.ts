/** What our pages and scripts hang on the window for each other. */
interface Window {
  koreamapBack?: (event: PopStateEvent) => unknown;
  koreamapFolium?: Record<string, unknown>;
}

/** The files that lie in a page that stands alone, by the names under which they would be fetched. */
declare var koreamapEmbedded: Record<string, any> | undefined;
declare var koreamapBack: Window['koreamapBack'];
declare var koreamapMessages: Record<string, string> | undefined;
