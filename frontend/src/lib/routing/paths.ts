/** Where things live. The only place that knows addresses: features link to each other through it. */
export const paths = {
  today: () => '/today',
  contacts: () => '/contacts',
  contact: (contact: string) => `/contacts/${contact}`,
  cards: (product: string) => `/p/${product}/cards`,
  card: (product: string, card: string) => `/p/${product}/cards/${card}`,
  newCard: (product: string) => `/p/${product}/cards/new`,
  importCards: (product: string) => `/p/${product}/import`,
  tasks: () => '/tasks',
  automations: (product: string) => `/p/${product}/automations`,
  automation: (product: string, sequence: string) => `/p/${product}/automations/${sequence}`,
  templates: (product: string) => `/p/${product}/templates`,
  template: (product: string, template: string) => `/p/${product}/templates/${template}`,
  filters: (product: string) => `/p/${product}/filters`,
  filter: (product: string, filter: string) => `/p/${product}/filters/${filter}`,
  outbox: () => '/outbox',
  settings: (section = 'workspace') => `/settings/${section}`,
}
