import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { IconSitemap, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { usePreview } from './api'
import classes from './editor.module.css'
import type { Kept } from './state/form'
import { treeOfKept } from './state/tree'

interface KeptGroupProps {
  kept: Kept
  product: string
  problems: Problem[]
  /** Nothing stands before it in its list. */
  first: boolean
  /** Missing: it can't be edited now. */
  onRemove?: () => void
}

/** A nested group that the two lists can't show: it is said in words and stays as it is. */
export function KeptGroup({ kept, product, problems, first, onRemove }: KeptGroupProps) {
  const { t } = useTranslation()
  const meaning = usePreview(product, treeOfKept(kept)).data
  const wrong = [...problems, ...(meaning?.problems ?? [])][0]
  return (
    <div className={classes.row} data-problem={wrong ? true : undefined}>
      <span className={classes.joint}>{!first && t('filters.and')}</span>
      <div className={classes.words}>
        {meaning && meaning.problems.length === 0 ? say(meaning.sentence) : t('filters.kept')}
        <Text size="xs" c="dimmed">
          <IconSitemap size={12} aria-hidden /> {t('filters.kept_words')}
        </Text>
        {wrong && <Text className={classes.problem}>{say(wrong)}</Text>}
      </div>
      {onRemove && (
        <div className={classes.tools}>
          <Tooltip label={t('filters.remove_group')}>
            <ActionIcon onClick={onRemove} aria-label={t('filters.remove_group')}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </div>
  )
}
