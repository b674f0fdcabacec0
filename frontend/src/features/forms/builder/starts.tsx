import { Anchor } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { pathOfUse } from '@/components/ui/used-by'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import type { FormRow } from '../contract'
import classes from './builder.module.css'
import { useStarted } from './use-started'

/** Which automations start for those who send the form in, because their filter names it. */
export function Starts({ row }: { row: FormRow }) {
  const { t } = useTranslation()
  const { product } = row.form
  const admin = useIsAdmin()
  const all = useStarted(row)
  if (!all) return null
  const active = all.filter((use) => use.active)
  const shown = active.length > 0 ? active : all
  const key = active.length > 0 ? 'active' : all.length > 0 ? 'inactive' : 'none'
  return (
    <p className={classes.starts} style={{ margin: 0 }}>
      <IconBolt size={16} aria-hidden />
      <span>
        {t(`form.starts.${key}`)}{' '}
        {shown.map((use, i) => (
          <Fragment key={use.id}>
            {i > 0 && ', '}
            <Anchor component={Link} to={pathOfUse(use, product)} inherit underline="always">
              {use.name}
            </Anchor>
          </Fragment>
        ))}
        {key === 'none' && admin && (
          <Anchor component={Link} to={paths.filter(product, 'new')} inherit underline="always">
            {t('form.starts.filter')}
          </Anchor>
        )}
      </span>
    </p>
  )
}
