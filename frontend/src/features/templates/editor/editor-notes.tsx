import { Loader, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './doc-editor.module.css'

interface EditorNotesProps {
  id: string
  error: string | undefined
  /** What became of what was pasted. */
  notice: string[]
  /** Pictures are on their way. */
  adding: boolean
}

/** What is said below the editor: what is wrong, what a paste left out, what is on its way. */
export function EditorNotes({ id, error, notice, adding }: EditorNotesProps) {
  const { t } = useTranslation()
  return (
    <div id={id}>
      {error && (
        <p className={classes.below} data-error>
          {error}
        </p>
      )}
      {adding && (
        <div className={classes.busy} role="status">
          <Loader size={14} />
          {t('editor.adding')}
        </div>
      )}
      {notice.map((line) => (
        <Text key={line} size="xs" c="dimmed" className={classes.below}>
          {line}
        </Text>
      ))}
    </div>
  )
}
