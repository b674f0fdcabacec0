import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconEyeOff, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MoveMenuItems, SortableRow } from '@/components/ui/sortable-row'
import { ToneBadge } from '@/components/ui/state-badge'
import type { DraftField } from '../state/draft'
import type { Target } from '../targets'
import { MockInput } from './mock-input'
import classes from './sheet.module.css'

/** What is done to a field, by its key. */
export interface FieldActions {
  choose: (key: string) => void
  move: (key: string, to: number) => void
  remove: (key: string) => void
}

export interface SheetRowProps {
  field: DraftField
  /** What it asks for; undefined when the product has no such field any more. */
  target: Target | undefined
  /** As the page calls it. */
  name: string
  index: number
  count: number
  chosen: boolean
  wrong: boolean
  /** The page's word for what need not be answered. */
  optional: string
  readOnly: boolean
  act: FieldActions
}

/** One field of the form as it will look, with its grip and its menu. */
export function SheetRow({
  field,
  target,
  name,
  index,
  count,
  readOnly,
  act,
  ...p
}: SheetRowProps) {
  const { t } = useTranslation()
  return (
    <SortableRow id={field.key} name={name} disabled={readOnly} className={classes.row}>
      {({ handle }) => (
        <div
          className={classes.field}
          data-chosen={p.chosen || undefined}
          data-wrong={p.wrong || undefined}
          data-hidden={field.hidden || undefined}
        >
          {handle}
          <button
            type="button"
            className={classes.body}
            onClick={() => act.choose(field.key)}
            aria-pressed={p.chosen}
            data-body
          >
            <Face field={field} target={target} name={name} optional={p.optional} />
          </button>
          {!readOnly && (
            <Menu>
              <Menu.Target>
                <ActionIcon size="sm" aria-label={t('ui.more_for', { name })}>
                  <IconDotsVertical size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <MoveMenuItems
                  name={name}
                  index={index}
                  count={count}
                  onMove={(to) => act.move(field.key, to)}
                />
                <Menu.Divider />
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} />}
                  onClick={() => act.remove(field.key)}
                >
                  {t('form.field.remove')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      )}
    </SortableRow>
  )
}

function Face({
  field,
  target,
  name,
  optional,
}: Pick<SheetRowProps, 'field' | 'target' | 'name' | 'optional'>) {
  const { t } = useTranslation()
  if (field.hidden) {
    return (
      <span className={classes.hiddenLine}>
        <ToneBadge tone="grey" icon={IconEyeOff}>
          {t('form.field.hidden_mark')}
        </ToneBadge>
        <span className="clip" title={name}>
          {name}
        </span>
        <span className={`clip ${classes.help}`} title={field.value}>
          {field.value || '–'}
        </span>
      </span>
    )
  }
  return (
    <>
      <span className={classes.label} data-box={target?.type === 'yesno' || undefined}>
        {target?.type === 'yesno' && <span className={classes.box} aria-hidden />}
        <span>{name}</span>
        {!field.required && <span className={classes.quiet}> ({optional})</span>}
      </span>
      <MockInput target={target} />
      {field.help && <span className={classes.help}>{field.help}</span>}
    </>
  )
}
