import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { LetterLinks } from '@/components/ui/letter-links'
import { letterOf, picturesIn } from '@/lib/letter/letter'
import { usePictures } from '@/lib/letter/use-pictures'
import classes from './outbox.module.css'

/** A message as its recipient sees it. Nothing in it runs or is fetched: opening it here tells nobody. */
export function RenderedMessage({ view }: { view: api.MessageView }) {
  const { t } = useTranslation()
  const { rendered, row } = view
  const pictures = usePictures(useMemo(() => picturesIn(rendered.html), [rendered.html]))
  const letter = useMemo(
    () => letterOf(rendered.html, { dark: false, pictures }),
    [rendered.html, pictures],
  )
  if (row.message.channel === 'sms') {
    return (
      <div className={classes.phone}>
        <p className={classes.bubble}>{rendered.text}</p>
      </div>
    )
  }
  return (
    <>
      <div className={classes.email}>
        <div className={classes.subject}>{rendered.subject}</div>
        <iframe
          className={classes.frame}
          sandbox=""
          referrerPolicy="no-referrer"
          title={t('outbox.text_of', { name: row.message.toName || row.message.to })}
          srcDoc={letter.page}
        />
      </div>
      <LetterLinks links={letter.links} />
    </>
  )
}
