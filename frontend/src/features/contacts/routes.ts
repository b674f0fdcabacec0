import type { FeatureRoute } from '@/lib/routing/feature'

/** The list of clients, what looks like duplicates, merging them, and one client. */
export const contactRoutes: FeatureRoute[] = [
  { path: '/contacts', page: async () => (await import('./contacts-page')).ContactsPage },
  {
    path: '/contacts/duplicates',
    page: async () => (await import('./duplicates-page')).DuplicatesPage,
  },
  { path: '/contacts/merge', page: async () => (await import('./merge-page')).MergePage },
  { path: '/contacts/$contact', page: async () => (await import('./contact-page')).ContactPage },
]
