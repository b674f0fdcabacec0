import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { letterOf, picturesIn } from '@/lib/letter/letter'
import { usePictures } from '@/lib/letter/use-pictures'
import classes from './planned.module.css'

// Wide enough that a letter looks as in a mail program on a desk.
const desk = 680
const height = 460

interface LetterLookProps {
  subject: string
  html: string
  /** What the frame shows, for screen readers. */
  label: string
}

/** An email as its reader sees it, on a desk or a phone. Its page can do nothing and fetches nothing. */
export function LetterLook({ subject, html, label }: LetterLookProps) {
  const { t } = useTranslation()
  const [width, setWidth] = useState('desktop')
  const { ref, width: room } = useElementSize()
  const pictures = usePictures(useMemo(() => picturesIn(html), [html]))
  const page = useMemo(() => letterOf(html, { dark: false, pictures }).page, [html, pictures])
  const scale = width === 'desktop' && room > 0 ? Math.min(1, room / desk) : 1
  return (
    <div>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('forecast.look')}
          value={width}
          onChange={setWidth}
          data={['desktop', 'phone'].map((w) => ({ value: w, label: t(`forecast.looks.${w}`) }))}
        />
      </div>
      <div className={classes.mail} data-width={width}>
        <div className={classes.head}>
          <b>{subject}</b>
        </div>
        <div ref={ref} className={classes.window} style={{ height }}>
          <iframe
            title={label}
            sandbox=""
            referrerPolicy="no-referrer"
            srcDoc={page}
            className={classes.frame}
            style={
              scale < 1
                ? { width: desk, height: height / scale, transform: `scale(${scale})` }
                : { width: '100%', height }
            }
          />
        </div>
      </div>
    </div>
  )
}
