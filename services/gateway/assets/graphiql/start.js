'use strict';

// Starts GraphiQL against /graphql of this origin.
//
// A link may carry a token as its fragment: /graphiql#token=…. A fragment never reaches the server and so
// stands in no access log; it goes into the headers editor and out of the address bar.
//
// Everything that GraphiQL remembers (headers, tabs, history) lives in the session storage of one browser
// tab: it survives a reload, ends with the tab, and two tabs can hold the tokens of two roles. With
// GraphiQL's default, local storage, the history would keep every token that was ever used.
{
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) {
    history.replaceState(null, '', location.pathname + location.search);
    sessionStorage.setItem('lotse:headers', JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2));
  }

  const welcome = `# Lotse – GraphQL
#
# Das Token gehört unten unter „Headers“:
#   {"Authorization": "Bearer …"}
#
# Strg+Leertaste  vervollständigen
# Strg+Eingabe    ausführen
# Buch oben links Dokumentation

query Start {
  __typename
}
`;

  const page = React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: welcome,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    // GraphiQL 3 empties its own copy of the headers when it starts, so the page keeps one.
    headers: sessionStorage.getItem('lotse:headers') ?? undefined,
    onEditHeaders: (headers) => sessionStorage.setItem('lotse:headers', headers),
    storage: sessionStorage,
    shouldPersistHeaders: true,
    showPersistHeadersSettings: false,
  });
  ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
}
