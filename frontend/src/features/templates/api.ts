import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const oneKey = (id: string) => ['template', 'one', id] as const
const previewKey = (asked: api.PreviewTemplateIn) => ['template', 'preview', asked] as const

/** A product's templates with what uses them. */
export function useTemplates(product: string) {
  return useQuery({
    queryKey: ['template', 'list', product],
    queryFn: () => backend.ListTemplates({ product }),
    meta: { nouns: ['sequence'] },
  })
}

/** One template; none is asked for without an id. */
export function useTemplate(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: () => backend.GetTemplate({ id }),
    enabled: id !== '',
    meta: { nouns: ['sequence'] },
  })
}

/** What came of the template's messages in the last 90 days. */
export function useTemplateHits(id: string) {
  return useQuery({
    queryKey: ['template', 'hits', id],
    queryFn: () => backend.GetTemplateHits({ id }),
    meta: { nouns: ['message', 'workspace'] },
  })
}

/** The variables that a template of the product may name. */
export function useVariables(product: string) {
  return useQuery({
    queryKey: ['template', 'variables', product],
    queryFn: () => backend.MergeFields({ product }),
    meta: { nouns: ['product', 'field', 'link'] },
    staleTime: 5 * 60_000,
  })
}

/** What the variables show on a card; none is asked while the list is closed. */
export function useSamples(product: string, card: string, open: boolean) {
  return useQuery({
    queryKey: ['template', 'samples', product, card],
    queryFn: () => backend.SampleValues({ product, card }),
    enabled: open,
    placeholderData: keepPreviousData,
    meta: { nouns: ['card', 'contact', 'workspace', 'product', 'field'] },
  })
}

/** How a text looks as a real card. The last answer stays until the next one is there. */
export function usePreview(asked: api.PreviewTemplateIn) {
  return useQuery({
    queryKey: previewKey(asked),
    queryFn: () => backend.PreviewTemplate(asked),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    meta: { nouns: ['card', 'contact', 'account', 'workspace', 'product', 'field'] },
  })
}

/** Looks at the text as the next or the previous card; resolves to that card. */
export function useMove() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: api.PreviewTemplateIn) => backend.PreviewTemplate(asked),
    onSuccess: (answer, asked) =>
      queries.setQueryData(previewKey({ ...asked, card: answer.card, move: 0 }), answer),
  })
}

/** Turns another program's variables in pasted text into ours. */
export function convertPasted(product: string, text: string): Promise<api.PasteOut> {
  return backend.ConvertPasted({ product, text })
}

/** Creates a template or gives it a new version. */
export function useSaveTemplate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: api.SaveTemplateIn) => backend.SaveTemplate(draft),
    onSuccess: (row) => keep(queries, row),
  })
}

/** Makes a copy with a name of its own. */
export function useCopyTemplate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.CopyTemplate({ id }),
    onSuccess: (row) => keep(queries, row),
  })
}

/** Puts templates into a folder; "" takes them out. */
export function useMoveTemplates() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (move: api.MoveTemplatesIn) => backend.MoveTemplates(move),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['template'] }),
  })
}

/** Gives a folder another name; "" takes all templates out of it. */
export function useRenameFolder() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rename: api.RenameTemplateFolderIn) => backend.RenameTemplateFolder(rename),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['template'] }),
  })
}

/** What importing a template's file, or copying one to another product, would make. */
export function useTemplateFile(asked: Omit<api.TemplateFileIn, 'makeFields'>) {
  return useQuery({
    queryKey: ['template', 'file', asked],
    queryFn: () => backend.ReadTemplateFile({ ...asked, makeFields: false }),
    gcTime: 0,
    retry: false,
  })
}

/** Makes the template of a file. */
export function useImportTemplate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: api.TemplateFileIn) => backend.ImportTemplate(file),
    onSuccess: (row) => keep(queries, row),
  })
}

/** The versions of a template, page by page, the newest first. */
export function useVersions(template: string) {
  return useInfiniteQuery({
    queryKey: ['template', 'versions', template],
    queryFn: ({ pageParam }) => backend.ListVersions({ template, before: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.before || undefined,
  })
}

/** What two versions say differently; without the first, the one before. */
export function useDifference(template: string, from: string, to: string) {
  return useQuery({
    queryKey: ['template', 'difference', template, from, to],
    queryFn: () => backend.CompareVersions({ template, from, to }),
    enabled: to !== '',
    placeholderData: keepPreviousData,
  })
}

/** Makes what a version said the newest one. */
export function useRestore() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (version: api.VersionIn) => backend.RestoreVersion(version),
    onSuccess: (row) => keep(queries, row),
  })
}

/** The product's filters, to check a text with. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['sequence', 'card'] },
  })
}

/** Deletes a template that nothing uses. */
export function useDeleteTemplate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.DeleteTemplate({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['template', 'list'] }),
  })
}

function keep(queries: QueryClient, row: api.TemplateRow) {
  queries.setQueryData(oneKey(row.template.id), row)
  void queries.invalidateQueries({ queryKey: ['template', 'list'] })
}
