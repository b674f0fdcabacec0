import type { api, crm } from '@wails/go/models'
import type { ReactNode } from 'react'
import { StatusName } from '@/components/ui/status-name'
import { TagWords } from '@/components/ui/tag-list'
import type { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import classes from './card-list.module.css'
import type { ListColumn } from './columns'

/** What cells need to show names instead of ids; one for the whole list, so that a cell costs little. */
export interface Look {
  product: string
  format: ReturnType<typeof useFormat>
  statuses: ReadonlyMap<string, crm.Status>
  users: ReadonlyMap<string, crm.User>
  tags: ReadonlyMap<string, crm.Tag>
  yes: string
  no: string
}

/** A cell as people read it; nothing where it is not set. */
export function cellOf(column: ListColumn, row: api.CardRow, look: Look): ReactNode {
  switch (column.key) {
    case 'name':
      return (
        <a
          href={`#${paths.card(look.product, row.id)}`}
          className={`${classes.name} clip`}
          title={row.name}
          tabIndex={-1}
        >
          {row.name}
        </a>
      )
    case 'status':
      return <StatusName status={look.statuses.get(row.status)} />
    case 'owner':
      return clipped(look.users.get(row.owner)?.name)
    case 'contact':
      return clipped(row.contact)
    case 'company':
      return clipped(row.company)
    case 'email':
      return clipped(row.email)
    case 'phone':
      return clipped(row.phone)
    case 'tags':
      return <TagWords tags={row.tags} byId={look.tags} most={4} />
    case 'task':
      return row.task ? clipped(look.format.date(row.task)) : null
    case 'since':
    case 'next':
    case 'created':
    case 'modified':
    case 'deleted':
      return moment(row[column.key], look)
    default:
      return column.field ? fieldText(column.field, row.fields?.[column.key], look) : null
  }
}

function clipped(text: string | undefined): ReactNode {
  if (!text) return null
  return (
    <span className="clip" title={text}>
      {text}
    </span>
  )
}

function moment(at: number, look: Look): ReactNode {
  if (!at) return null
  return (
    <time className="clip" title={look.format.fully(at)}>
      {look.format.relative(at)}
    </time>
  )
}

function fieldText(field: crm.Field, value: unknown, { format, yes, no }: Look): ReactNode {
  if (value === undefined || value === null || value === '') return null
  const choice = (id: unknown) => field.choices.find((c) => c.id === id)?.name ?? ''
  switch (field.type) {
    case 'number':
      return clipped(format.number(Number(value)))
    case 'money':
      return clipped(format.money(Number(value), field.currency))
    case 'date':
      return clipped(format.date(String(value)))
    case 'datetime':
      return clipped(format.moment(Number(value)))
    case 'yesno':
      return value === true ? yes : no
    case 'choice':
      return clipped(choice(value))
    case 'choices':
      return clipped(Array.isArray(value) ? value.map(choice).join(', ') : '')
    case 'file':
      return '✓'
    default:
      return clipped(String(value).replaceAll('\n', ' · '))
  }
}
