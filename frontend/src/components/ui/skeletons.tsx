import { Group, Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const rows = (n: number) => Array.from({ length: n }, (_, i) => i)

function Loading({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy="true" aria-label={t('common.loading')}>
      {children}
    </div>
  )
}

/** Where a table will be. */
export function TableSkeleton({ count = 8 }: { count?: number }) {
  return (
    <Loading>
      <Stack gap={0} px="lg" py="xs">
        {rows(count).map((i) => (
          <Group key={i} h={40} wrap="nowrap">
            <Skeleton h={12} w={`${28 - (i % 3) * 5}%`} />
            <Skeleton h={12} w="14%" />
            <Skeleton h={12} w={`${22 - (i % 2) * 6}%`} />
            <Skeleton h={12} w="10%" ml="auto" />
          </Group>
        ))}
      </Stack>
    </Loading>
  )
}

/** Where a form will be. */
export function FormSkeleton({ count = 5 }: { count?: number }) {
  return (
    <Loading>
      <Stack gap="md">
        {rows(count).map((i) => (
          <div key={i}>
            <Skeleton h={10} w={90} mb={8} />
            <Skeleton h={34} />
          </div>
        ))}
      </Stack>
    </Loading>
  )
}

/** Where lines of text will be. */
export function LinesSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Loading>
      <Stack gap="sm">
        {rows(count).map((i) => (
          <Skeleton key={i} h={12} w={`${90 - (i % 3) * 18}%`} />
        ))}
      </Stack>
    </Loading>
  )
}
