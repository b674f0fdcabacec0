import { Skeleton, Text } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import classes from './pdf.module.css'
import { type PdfFile, usePdf } from './pdf-document'
import { PdfPage } from './pdf-page'

/** The height of A4 by its width. */
const a4 = 297 / 210

/** The pages of a PDF below one another, as wide as there is room. */
export function PdfPages({ content }: { content: string }) {
  const { t } = useTranslation()
  const { ref, width } = useElementSize()
  const { file, error } = usePdf(content)
  const ratio = useRatio(file)
  return (
    <section
      ref={ref}
      className={classes.pages}
      aria-label={t('templates.pdf.pages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
      tabIndex={0}
    >
      {error ? <ErrorBox error={error} /> : null}
      {!file && !error && (
        <Skeleton className={classes.page} style={{ aspectRatio: `1 / ${a4}` }} />
      )}
      {file &&
        ratio > 0 &&
        Array.from({ length: file.numPages }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
          <div key={i}>
            <PdfPage file={file} page={i + 1} width={width} ratio={ratio} />
            {file.numPages > 1 && (
              <Text size="xs" c="dimmed" ta="center" mt={4} className="num" aria-hidden>
                {t('templates.pdf.page', { n: i + 1, count: file.numPages })}
              </Text>
            )}
          </div>
        ))}
    </section>
  )
}

// All pages of our PDFs are of one size.
function useRatio(file: PdfFile | undefined): number {
  const [ratio, setRatio] = useState(0)
  useEffect(() => {
    let wanted = true
    void file
      ?.getPage(1)
      .then((page) => page.getViewport({ scale: 1 }))
      .then((paper) => wanted && setRatio(paper.height / paper.width))
      .catch(() => {})
    return () => {
      wanted = false
    }
  }, [file])
  return ratio
}
