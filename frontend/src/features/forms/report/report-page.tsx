import { Title } from '@mantine/core'
import { IconChartBarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useForm, useNumbers } from '../api'
import classes from './report.module.css'
import { SubmissionWeeks } from './submission-weeks'
import { Summary } from './summary'
import { weeksOf } from './weeks'

const periods = ['90', '180', '365'] as const
const viewSchema = z.object({ days: z.preprocess(String, z.enum(periods)).catch('90') })

/** The numbers of a form: how many saw it, sent it in, became cards and were won, week by week. */
export function FormReportPage() {
  const { t } = useTranslation()
  const id = useParam('form')
  const product = useProduct().product.id
  const [view, change] = useView(viewSchema)
  const name = useForm(id, product).data?.row.form.name ?? t('form.one')
  const { data, error, refetch } = useNumbers(id, Number(view.days))
  const empty = data && data.total.seen === 0 && data.total.sent === 0
  return (
    <Page
      title={t('form.numbers.title')}
      subtitle={name}
      back={{ to: paths.form(product, id), label: name }}
    >
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {empty && (
        <EmptyState icon={IconChartBarOff} title={t('form.numbers.empty')}>
          {t('form.numbers.empty_words')}
        </EmptyState>
      )}
      {data && !empty && (
        <div className={classes.report}>
          <Summary numbers={data} product={product} form={id} />
          <section className={classes.section} aria-label={t('form.numbers.weeks')}>
            <div className={classes.head}>
              <Title order={2} size="h3">
                {t('form.numbers.weeks')}
              </Title>
              <ViewTabs
                label={t('reports.period')}
                value={view.days}
                onChange={(days) => change({ days: days as (typeof periods)[number] })}
                tabs={periods.map((days) => ({
                  value: days,
                  label: t(`form.numbers.last.${days}`),
                }))}
              />
            </div>
            <SubmissionWeeks weeks={weeksOf(data.days)} />
          </section>
          <div className={classes.small}>
            {data.notes.map((note) => (
              <p key={note.key}>{say(note)}</p>
            ))}
          </div>
        </div>
      )}
    </Page>
  )
}
