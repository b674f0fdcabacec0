import { Checkbox, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '@/components/ui/priority'
import type { Draft } from '../state/draft'
import { useDueWords } from '../use-due-words'
import classes from './preview.module.css'

interface TaskPreviewProps {
  task: api.PreviewTemplateOut
  draft: Draft
}

/** A task as the colleague sees it. */
export function TaskPreview({ task, draft }: TaskPreviewProps) {
  const { t } = useTranslation()
  const { rendered, to, cardName } = task
  const due = useDueWords()
  return (
    <div className={classes.task}>
      <Checkbox readOnly checked={false} tabIndex={-1} aria-hidden mt={2} />
      <div className={classes.taskWords}>
        <Text fw={600} className={classes.subject}>
          {rendered.subject || <span className={classes.none}>{t('templates.no_title')}</span>}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            t(`templates.type.${draft.taskType}`),
            due(draft),
            to || t('templates.no_owner'),
            cardName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <PriorityMark priority={draft.priority} />
        {rendered.text && (
          <Text size="sm" className={classes.note}>
            {rendered.text}
          </Text>
        )}
      </div>
    </div>
  )
}
