import { Button, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { useConfirm } from '@/components/ui/confirm'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast, toastError } from '@/components/ui/toast'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useRestore, useVersions } from '../api'
import { Difference } from './difference'
import { VersionLine } from './version-line'
import classes from './versions.module.css'

interface VersionsDrawerProps {
  template: string
  /** There is a draft that restoring would replace. */
  dirty: boolean
  onRestored: (row: api.TemplateRow) => void
  onClose: () => void
}

/** What a template said over time: who changed what, and the way back. */
export function VersionsDrawer({ template, dirty, onRestored, onClose }: VersionsDrawerProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const confirm = useConfirm()
  const restore = useRestore()
  const versions = useVersions(template)
  const rows = versions.data?.pages.flatMap((page) => page.rows) ?? []
  const [chosen, setChosen] = useState('')
  const shown = rows.find((r) => r.id === chosen) ?? rows[0]
  const bringBack = async (row: api.VersionRow) => {
    const yes = await confirm({
      title: t('templates.versions.restore_title', { number: row.number }),
      children: t(dirty ? 'templates.versions.restore_dirty' : 'templates.versions.restore_words'),
      action: t('templates.versions.restore'),
    })
    if (!yes) return
    try {
      onRestored(await restore.mutateAsync({ template, version: row.id }))
      const said = t('templates.versions.restored', { number: row.number })
      toast({ title: said })
      announce(said)
      onClose()
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={t('templates.versions.title')}
      footer={
        admin &&
        shown &&
        !shown.current && (
          <Button loading={restore.isPending} onClick={() => void bringBack(shown)}>
            {t('templates.versions.restore_number', { number: shown.number })}
          </Button>
        )
      }
    >
      {versions.error && (
        <ErrorBox error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {versions.isPending && <LinesSkeleton />}
      <ol className={classes.list}>
        {rows.map((row) => (
          <VersionLine
            key={row.id}
            row={row}
            chosen={row.id === shown?.id}
            onChoose={() => setChosen(row.id)}
          />
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => void versions.fetchNextPage()}
          loading={versions.isFetchingNextPage}
        >
          {t('templates.versions.more')}
        </Button>
      )}
      {shown && shown.number > 1 && <Difference template={template} version={shown} />}
      {shown?.number === 1 && (
        <Text size="sm" c="dimmed" mt="md">
          {t('templates.versions.first')}
        </Text>
      )}
    </SideDrawer>
  )
}
