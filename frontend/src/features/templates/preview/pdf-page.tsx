import { useIntersection } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './pdf.module.css'
import type { PdfFile } from './pdf-document'

interface PdfPageProps {
  file: PdfFile
  /** From 1. */
  page: number
  /** In CSS pixels. */
  width: number
  /** Of the paper, height by width. */
  ratio: number
}

/** A page of a PDF as a picture, drawn once it comes near the screen. */
export function PdfPage({ file, page, width, ratio }: PdfPageProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { ref, entry } = useIntersection({ rootMargin: '800px 0px' })
  const near = entry?.isIntersecting ?? false
  useEffect(() => {
    if (!near && canvas.current) canvas.current.width = 0 // hundreds of pages would fill the memory
    if (!near || width < 1) return
    let wanted = true
    // Small letters are easier to read when they are drawn larger and shrunk.
    void drawn(file, page, width * Math.max(2, window.devicePixelRatio)).then((picture) => {
      const shown = canvas.current
      if (!wanted || !picture || !shown) return
      // The page before stays until this moment, so that nothing flickers.
      shown.width = picture.width
      shown.height = picture.height
      shown.getContext('2d')?.drawImage(picture, 0, 0)
    })
    return () => {
      wanted = false
    }
  }, [file, page, width, near])
  return (
    <div ref={ref} className={classes.page} style={{ aspectRatio: `1 / ${ratio}` }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('templates.pdf.page', { n: page, count: file.numPages })}
      />
    </div>
  )
}

// Nothing where the file was put away meanwhile.
async function drawn(file: PdfFile, page: number, pixels: number) {
  try {
    const paper = await file.getPage(page)
    const viewport = paper.getViewport({
      scale: pixels / paper.getViewport({ scale: 1 }).width,
    })
    const canvas = document.createElement('canvas')
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    await paper.render({ canvas, viewport }).promise
    return canvas
  } catch {
    return undefined
  }
}
