import { Button } from '@mantine/core'
import { IconChartBarOff, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { toast, toastError } from '@/components/ui/toast'
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useExport, useReport } from './api'
import { Funnel } from './funnel'
import { Goal } from './goal'
import { Hits } from './hits'
import { Letters } from './letters'
import classes from './report.module.css'
import { daysOf, isEmpty, type Period, periods, viewSchema } from './state'
import { StepTable } from './step-table'
import { Summary } from './summary'
import { Weeks } from './weeks'

/** What an automation did in a period: step by step, week by week, for its goal and by letter. */
export function ReportPage() {
  const { t } = useTranslation()
  const id = useParam('sequence')
  const product = useProduct().product.id
  const [view, change] = useView(viewSchema)
  const days = daysOf(view.period)
  const { data: report, error, refetch } = useReport(id, days)
  const file = useExport()
  const toFile = () =>
    file.mutate(
      { id, days },
      {
        onError: toastError,
        onSuccess: (path) => path && toast({ title: t('export.saved_to', { path }) }),
      },
    )
  const empty = report && isEmpty(report)
  return (
    <Page
      title={report?.name ?? t('reports.title')}
      subtitle={t('reports.title')}
      back={{ to: paths.automation(product, id), label: report?.name ?? t('reports.back') }}
      actions={
        report &&
        !empty && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={toFile}
            loading={file.isPending}
          >
            {t('reports.export')}
          </Button>
        )
      }
      toolbar={
        <ViewTabs
          label={t('reports.period')}
          value={view.period}
          onChange={(period) => change({ period: period as Period })}
          tabs={periods.map((period) => ({ value: period, label: t(`reports.last.${period}`) }))}
        />
      }
    >
      {error && !report && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!report && !error && <TableSkeleton />}
      {empty && (
        <EmptyState
          icon={IconChartBarOff}
          title={t('reports.empty')}
          actions={
            <Button component={Link} to={paths.automation(product, id)} variant="default">
              {t('reports.to_builder')}
            </Button>
          }
        >
          {t('reports.empty_words')}
        </EmptyState>
      )}
      {report && !empty && (
        <div className={classes.report}>
          <Summary report={report} />
          <Funnel report={report} />
          <StepTable report={report} />
          <Goal key={`${report.goal?.status}:${report.goal?.days}`} report={report} />
          {report.letters && <Letters report={report} />}
          <Hits id={id} />
          <Weeks weeks={report.weeks} />
        </div>
      )}
    </Page>
  )
}
