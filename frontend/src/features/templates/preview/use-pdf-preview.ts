import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'

/** How a PDF template looks as a real card. */
export interface PdfPreviewState {
  asked: api.PreviewPDFIn
  /** The last answer; undefined while there has been none. */
  answer: api.PreviewPDFOut | undefined
  /** The last answer with a file; while a variable is half typed, the one before. */
  shown: api.PreviewPDFOut | undefined
  /** What is shown is of an earlier draft. */
  stale: boolean
  waiting: boolean
  error: unknown
}

const pause = 400

/**
 * Has the PDF made for a card, a moment after the last edit; an answer to an
 * earlier draft is dropped. Nothing is asked before it is known which card is
 * shown; "" is that there is none.
 */
export function usePdfPreview(
  product: string,
  content: crm.Content,
  card: string | undefined,
): PdfPreviewState {
  const said = JSON.stringify(content)
  const [settled] = useDebouncedValue(said, pause)
  const asked = { product, content: JSON.parse(settled) as crm.Content, card: card ?? '', move: 0 }
  const preview = useQuery({
    queryKey: ['template', 'pdf', asked],
    queryFn: () => backend.PreviewPDF(asked),
    enabled: card !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    meta: { nouns: ['card', 'contact', 'workspace', 'product', 'field', 'user'] },
  })
  const answer = preview.data
  const last = useRef<api.PreviewPDFOut>(undefined)
  if (answer?.content) last.current = answer
  const waiting = said !== settled || preview.isPlaceholderData || preview.isLoading
  return {
    asked,
    answer,
    shown: last.current,
    stale: waiting || Boolean(answer && !answer.content),
    waiting,
    error: preview.isPlaceholderData ? undefined : preview.error,
  }
}

/** Gives the person the PDF that is shown. */
export function useSavePdf() {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (asked: api.PreviewPDFIn) => backend.SavePDF(asked),
    onSuccess: (file) => {
      // The window was told not to save it.
      if (!file.content && !file.savedTo) return
      const path = handOver(file)
      announce(t('templates.pdf.saved'))
      toast({
        title: t('templates.pdf.saved'),
        children: path ? t('templates.pdf.saved_to', { path }) : file.name,
      })
    },
    onError: toastError,
  })
}
