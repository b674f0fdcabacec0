import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './outbox.module.css'

// Nothing in a message may run or be fetched: opening it here must not tell
// anybody that it was opened.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"

/** The whole text of the frame: our policy first, so that nothing comes before it. */
export function frameOf(html: string): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><meta charset="utf-8">${html}`
}

/** A message as its recipient sees it. */
export function RenderedMessage({ view }: { view: api.MessageView }) {
  const { t } = useTranslation()
  const { rendered, row } = view
  if (row.message.channel === 'sms') {
    return (
      <div className={classes.phone}>
        <p className={classes.bubble}>{rendered.text}</p>
      </div>
    )
  }
  return (
    <div className={classes.email}>
      <div className={classes.subject}>{rendered.subject}</div>
      <iframe
        className={classes.frame}
        sandbox=""
        referrerPolicy="no-referrer"
        title={t('outbox.text_of', { name: row.message.toName || row.message.to })}
        srcDoc={frameOf(rendered.html)}
      />
    </div>
  )
}
