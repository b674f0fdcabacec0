import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import { TagList } from '@/components/ui/tag-list'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { AddressLine } from './address-line'
import classes from './contacts.module.css'
import { Section } from './section'

/** Who a client is and how to reach it. */
export function ContactFacts({ view }: { view: api.ContactView }) {
  const { t } = useTranslation()
  const { contact: c, company } = view
  return (
    <div className={classes.body}>
      <Section title={t('contacts.section.facts')}>
        {c.addresses.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('contacts.no_addresses')}
          </Text>
        ) : (
          <ul className={classes.list}>
            {c.addresses.map((a) => (
              <AddressLine
                key={a.id}
                address={a}
                suppressed={view.suppressed.find((s) => s.address === a.id)}
              />
            ))}
          </ul>
        )}
        <dl className={classes.facts}>
          {company && (
            <>
              <dt>{t('contacts.field.company')}</dt>
              <dd>
                <Anchor component={Link} to={paths.contact(company.id)}>
                  {company.name}
                </Anchor>
              </dd>
            </>
          )}
          {c.website && (
            <>
              <dt>{t('contacts.field.website')}</dt>
              <dd>
                <OutLink href={c.website}>{c.website.replace(/^https?:\/\//, '')}</OutLink>
              </dd>
            </>
          )}
          {c.postal && (
            <>
              <dt>{t('contacts.field.postal')}</dt>
              <dd>{c.postal}</dd>
            </>
          )}
          {c.tags.length > 0 && (
            <>
              <dt>{t('contacts.field.tags')}</dt>
              <dd>
                <TagList tags={c.tags} most={12} />
              </dd>
            </>
          )}
          <dt>{t('contacts.column.created')}</dt>
          <dd>
            <When at={c.created} day />
          </dd>
        </dl>
      </Section>
      {c.note && (
        <Section title={t('contacts.field.note')}>
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {c.note}
          </Text>
        </Section>
      )}
    </div>
  )
}
