import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { fromBase64 } from '@/lib/files/files'

/** A PDF that has been read and can be drawn. */
export type PdfFile = PDFDocumentProxy

/**
 * Reads a PDF. What draws it is a megabyte and comes only now; the build of it
 * for older browsers, because the window's is the system's.
 */
async function openPdf(base64: string): Promise<PdfFile> {
  const [pdf, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ])
  pdf.GlobalWorkerOptions.workerSrc = worker.default
  return pdf.getDocument({ data: fromBase64(base64), isEvalSupported: false, verbosity: 0 }).promise
}

/** A PDF given as base64; the one before stays until the next one is read. */
export function usePdf(base64: string): { file: PdfFile | undefined; error: unknown } {
  const [file, setFile] = useState<PdfFile>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    if (!base64) return
    let wanted = true
    openPdf(base64).then(
      (opened) => {
        if (!wanted) return void opened.destroy()
        setError(undefined)
        setFile(opened)
      },
      (reason) => wanted && setError(reason),
    )
    return () => {
      wanted = false
    }
  }, [base64])
  useEffect(() => {
    if (file) return () => void file.destroy()
  }, [file])
  return { file: base64 ? file : undefined, error }
}
