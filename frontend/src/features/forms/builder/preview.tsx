import { SegmentedControl, Switch } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { FormSkeleton } from '@/components/ui/skeletons'
import classes from './preview.module.css'
import { previewPage } from './preview-page'

interface PreviewProps {
  /** The page as it would be sent; undefined until it is there. */
  html: string | undefined
  error: unknown
  onRetry: () => void
  /** What else can be chosen of its look. */
  children?: ReactNode
}

const desk = 760
const height = 620

/** The form's own page on a desk or a phone, light or dark. It can do nothing and fetches nothing. */
export function Preview({ html, error, onRetry, children }: PreviewProps) {
  const { t } = useTranslation()
  const [width, setWidth] = useState('desktop')
  const [dark, setDark] = useState(false)
  const { ref, width: room } = useElementSize()
  const page = useMemo(() => (html === undefined ? '' : previewPage(html, dark)), [html, dark])
  const scale = width === 'desktop' && room > 0 ? Math.min(1, room / desk) : 1
  return (
    <section aria-label={t('form.preview')}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('form.preview_as')}
          value={width}
          onChange={setWidth}
          data={['desktop', 'phone'].map((w) => ({ value: w, label: t(`form.look.${w}`) }))}
        />
        {children}
        <Switch
          size="sm"
          label={t('form.look.dark')}
          checked={dark}
          onChange={(e) => setDark(e.currentTarget.checked)}
        />
      </div>
      {error ? (
        <ErrorBox error={error} onRetry={onRetry} />
      ) : (
        <div className={classes.device} data-width={width}>
          <div
            ref={ref}
            className={classes.window}
            style={{ height }}
            data-dark={dark || undefined}
          >
            {html === undefined ? (
              <div className={classes.waiting}>
                <FormSkeleton />
              </div>
            ) : (
              <iframe
                title={t('form.preview_frame')}
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
            )}
          </div>
        </div>
      )}
    </section>
  )
}
