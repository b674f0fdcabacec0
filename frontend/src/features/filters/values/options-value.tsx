import { MultiSelect, Pill, Select } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { OriginIcon } from '@/components/ui/origin-icon'
import { StatusMark } from '@/components/ui/status-name'
import { say } from '@/lib/i18n/say'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct } from '@/lib/workspace/workspace'
import { found } from '../found'
import { several } from '../state/form'
import type { ValueProps } from './value-control'
import classes from './values.module.css'

/** Values that are chosen from a list: statuses with their colours, people, choices, origins, forms. */
export function OptionsValue({ slot, options, values, onChange, wrong }: ValueProps) {
  const { t } = useTranslation()
  const data = withGone(options, values).map((o) => ({ value: o.value, label: say(o.label) }))
  const mark = useMark(slot.kind)
  const label = say(slot.label)
  const shared = {
    'aria-label': label,
    className: classes.options,
    data,
    searchable: true,
    selectFirstOptionOnChange: true,
    filter: found,
    nothingFoundMessage: t('filters.no_option'),
    maxDropdownHeight: 320,
    error: wrong,
  }
  if (!several(slot)) {
    return (
      <Select
        {...shared}
        placeholder={label}
        value={values[0] ?? null}
        onChange={(value) => onChange(value ? [value] : [])}
        allowDeselect={false}
        leftSection={values[0] ? mark(values[0]) : undefined}
        renderOption={({ option }) => (
          <span className={classes.option}>
            {mark(option.value)}
            {option.label}
          </span>
        )}
      />
    )
  }
  return (
    <MultiSelect
      {...shared}
      placeholder={
        values.length > 0
          ? undefined
          : t(slot.min === 0 ? 'filters.any_of_them' : 'filters.choose_some')
      }
      value={values}
      onChange={onChange}
      hidePickedOptions
      classNames={{ inputField: values.length > 0 ? classes.typing : '' }}
      renderOption={({ option }) => (
        <span className={classes.option}>
          {mark(String(option.value))}
          {option.label}
        </span>
      )}
      renderPill={({ option, onRemove, disabled }) => (
        <Pill
          withRemoveButton={!disabled}
          onRemove={onRemove}
          className={classes.pill}
          removeButtonProps={{ 'aria-label': t('filters.drop', { name: option.label }) }}
        >
          <span className={classes.option}>
            {mark(String(option.value))}
            <span className="clip">{option.label}</span>
          </span>
        </Pill>
      )}
    />
  )
}

// What was chosen and is no longer offered can still be seen, and taken away.
function withGone(options: filter.Option[], values: string[]): filter.Option[] {
  const gone = values.filter((v) => !options.some((o) => o.value === v))
  return [...options, ...gone.map((v) => ({ value: v, label: { key: 'filters.gone' } }))]
}

// Statuses and tags are known by their colours.
function useMark(kind: string): (id: string) => React.ReactNode {
  const { statuses } = useProduct()
  const tags = useTags()
  return (id) => {
    const status = kind === 'status' ? statuses.find((s) => s.id === id) : undefined
    if (status) return <StatusMark status={status} />
    if (kind === 'origin') return <OriginIcon origin={id} />
    if (kind === 'form') return <OriginIcon origin="form" />
    const tag = kind === 'tag' ? tags.byId.get(id) : undefined
    if (!tag) return null
    const color = `var(--mantine-color-${tag.color || 'gray'}-6)`
    return <span className={classes.dot} style={{ background: color }} aria-hidden />
  }
}
