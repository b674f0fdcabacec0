import { ActionIcon, Menu, SegmentedControl, Text } from '@mantine/core'
import {
  IconArrowsRightLeft,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconFolderOff,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { BranchView } from './branch-view'
import { AdviceLine } from './condition-row'
import classes from './editor.module.css'
import { useDraft, useEditor } from './editor-context'
import type { Branch } from './state/form'
import { allRows, mostConditions } from './state/places'
import { useEdits } from './use-edits'

interface GroupBoxProps {
  group: Branch
  depth: number
  number: string
  joint: string
}

/** A group in a list or group: all or any of what is in it hold. */
export function GroupBox({ group, depth, number, joint }: GroupBoxProps) {
  const { t } = useTranslation()
  const { readOnly, dispatch } = useEditor()
  const { problems, advice } = useDraft()
  const label = t('filters.group', { number })
  const any = group.any ? 'any' : 'all'
  return (
    <div className={classes.row}>
      <span className={classes.joint}>{joint}</span>
      <fieldset
        className={classes.group}
        data-group-key={group.key}
        data-any={group.any || undefined}
        aria-label={label}
      >
        <div className={classes.groupHead}>
          <Text span className={classes.groupName}>
            {label}
          </Text>
          {readOnly ? (
            <span className={classes.explains}>{t(`filters.of.${any}`)}</span>
          ) : (
            <SegmentedControl
              size="xs"
              aria-label={t('filters.of.label', { name: label })}
              data={(['all', 'any'] as const).map((value) => ({
                value,
                label: t(`filters.of.${value}`),
              }))}
              value={any}
              onChange={(value) => dispatch({ type: 'any', key: group.key, any: value === 'any' })}
            />
          )}
          {!readOnly && <GroupTools group={group} label={label} />}
        </div>
        {(problems.get(group.key) ?? []).map((p) => (
          <Text key={p.path + p.key} className={classes.problem} role="alert">
            {say(p)}
          </Text>
        ))}
        {(advice.get(group.key) ?? []).map((one) => (
          <AdviceLine key={one.say.key} advice={one} />
        ))}
        <BranchView branch={group} depth={depth} number={number} />
      </fieldset>
    </div>
  )
}

function GroupTools({ group, label }: { group: Branch; label: string }) {
  const { t } = useTranslation()
  const edits = useEdits()
  return (
    <div className={classes.groupTools}>
      <Menu keepMounted={false}>
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name: label })} data-grip={group.key}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items group={group} />
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        onClick={() => edits.remove(group.key)}
        aria-label={t('filters.remove_one', { name: label })}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  )
}

function Items({ group }: { group: Branch }) {
  const { t } = useTranslation()
  const { dispatch, getForm, focusNext } = useEditor()
  const edits = useEdits()
  const inside = { name: '', required: group, optional: { ...group, rows: [], groups: [] } }
  const full = allRows(getForm()).length + allRows(inside).length > mostConditions
  const dissolve = () => {
    const [first] = allRows(inside)
    if (first) focusNext(`[data-grip="${first.key}"]`)
    dispatch({ type: 'dissolve', key: group.key })
  }
  return (
    <>
      <Menu.Item
        leftSection={<IconCopyPlus size={16} />}
        disabled={full}
        onClick={() => dispatch({ type: 'duplicate', key: group.key })}
      >
        {t('filters.duplicate')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => edits.copy(group.key)}>
        {t('filters.copy')}
      </Menu.Item>
      {edits.targets(group.key).map((target) => (
        <Menu.Item
          key={target.key}
          leftSection={<IconArrowsRightLeft size={16} />}
          onClick={() => edits.into(group.key, target.key)}
        >
          {t('filters.move_into', { place: target.label })}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconFolderOff size={16} />} onClick={dissolve}>
        {t('filters.dissolve')}
      </Menu.Item>
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => edits.remove(group.key)}
      >
        {t('filters.remove')}
      </Menu.Item>
    </>
  )
}
