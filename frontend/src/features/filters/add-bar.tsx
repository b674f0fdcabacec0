import { Button, Tooltip } from '@mantine/core'
import { IconClipboard, IconPlus, IconSitemap } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DropEnd } from './drag-place'
import classes from './editor.module.css'
import { useDraft, useEditor } from './editor-context'
import { useClip } from './state/clip'
import type { Branch } from './state/form'
import { countOf, fits } from './state/parts'
import { mostConditions, mostDepth } from './state/places'
import { useEdits } from './use-edits'

interface AddBarProps {
  branch: Branch
  /** How deep it lies in the tree; the root is 1. */
  depth: number
  /** "2.1" of a group; "" of the two lists. */
  number: string
}

/** What adds a condition or a group to the end of a list or group, or says why it can't. */
export function AddBar({ branch, depth, number }: AddBarProps) {
  const { t } = useTranslation()
  const { product, dispatch } = useEditor()
  const { form, full } = useDraft()
  const edits = useEdits()
  const clip = useClip()
  const deep = depth >= mostDepth
  const key = branch.key
  const kind = number ? 'condition' : key
  const limit = full
    ? t('filters.limit.conditions', { count: mostConditions })
    : deep
      ? t('filters.limit.depth', { count: mostDepth })
      : ''
  return (
    <DropEnd id={key} clip={{ paste: () => edits.paste(key) }}>
      <div className={classes.add}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={full}
          onClick={() => dispatch({ type: 'add', to: key })}
          data-add={key}
        >
          {t(`filters.add.${kind}`)}
        </Button>
        <Tooltip label={limit} disabled={!limit} events={{ hover: true, focus: true, touch: true }}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconSitemap size={14} />}
            data-disabled={deep || full || undefined}
            aria-disabled={deep || full || undefined}
            onClick={() => !deep && !full && dispatch({ type: 'addGroup', to: key })}
            data-add-group={key}
          >
            {t('filters.add.group')}
          </Button>
        </Tooltip>
        {clip && fits(form, depth, clip, product) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconClipboard size={14} />}
            onClick={() => edits.paste(key)}
          >
            {t('filters.paste', { count: countOf(clip) })}
          </Button>
        )}
        {limit && <span className={classes.limit}>{limit}</span>}
      </div>
    </DropEnd>
  )
}
