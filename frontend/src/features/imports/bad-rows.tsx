import { Button, Group, Table, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toast, toastError } from '@/components/ui/toast'
import { handOver } from '@/lib/files/files'
import { say } from '@/lib/i18n/say'
import { useImportErrors } from './api'
import classes from './imports.module.css'

interface BadRowsProps {
  out: api.CheckImportOut
  ask: api.CheckImportIn
}

/** The rows that stay out, each with its reasons, and all of them as a file to mend. */
export function BadRows({ out, ask }: BadRowsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('imports.bad_title', { count: out.bad })}</Title>
        <ErrorFileButton ask={ask} />
      </Group>
      <div className={classes.scroll} style={{ maxHeight: 260 }}>
        <Table stickyHeader verticalSpacing={6} miw={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={72}>{t('imports.line')}</Table.Th>
              <Table.Th>{t('imports.reasons')}</Table.Th>
              <Table.Th>{t('imports.row')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {out.badRows.map((bad) => (
              <Table.Tr key={bad.line}>
                <Table.Td className="num">{bad.line}</Table.Td>
                <Table.Td>
                  {bad.problems.map((p) => (
                    <Text key={p.path + p.key} size="sm">
                      {say(p)}
                    </Text>
                  ))}
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed" lineClamp={1} title={bad.row.join(' · ')}>
                    {bad.row.filter(Boolean).join(' · ')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {out.bad > out.badRows.length && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('imports.bad_more', { count: out.bad - out.badRows.length })}
        </Text>
      )}
    </section>
  )
}

/** Downloads the rejected rows with their reasons. */
export function ErrorFileButton({ ask }: { ask: api.CheckImportIn }) {
  const { t } = useTranslation()
  const errors = useImportErrors()
  const get = () =>
    errors.mutate(ask, {
      onError: toastError,
      onSuccess: (file) => {
        const savedTo = handOver(file)
        if (savedTo) toast({ title: t('imports.saved_to'), children: savedTo })
      },
    })
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} />}
      loading={errors.isPending}
      onClick={get}
    >
      {t('imports.error_file')}
    </Button>
  )
}
