import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from './email.module.css'

interface EmailFrameProps {
  /** A whole page that can do nothing. */
  page: string
  width: 'desktop' | 'phone'
  dark: boolean
}

/** Wide enough that a letter looks as in a mail program on a desk. */
const desk = 680
const height = 560

/** A letter in its frame: on a desk as wide as there, made smaller to fit. */
export function EmailFrame({ page, width, dark }: EmailFrameProps) {
  const { t } = useTranslation()
  const { ref, width: room } = useElementSize()
  const scale = width === 'desktop' && room > 0 ? Math.min(1, room / desk) : 1
  return (
    <div ref={ref} className={classes.window} style={{ height }} data-dark={dark || undefined}>
      <iframe
        title={t('templates.email_frame')}
        sandbox=""
        srcDoc={page}
        className={classes.frame}
        style={
          scale < 1
            ? { width: desk, height: height / scale, transform: `scale(${scale})` }
            : { width: '100%', height }
        }
      />
    </div>
  )
}
