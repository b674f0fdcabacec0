import { Box, Text } from '@mantine/core'
import { useProduct, useProducts } from '@/lib/workspace/workspace'
import { KindMark } from './kind-mark'
import type { Kind } from './state/draft'

/** Beside the title: the kind of what is saved, and whose template it is where there are several products. */
export function TitleAside({ kind }: { kind: Kind | undefined }) {
  const several = useProducts().length > 1
  const { name } = useProduct().product
  return (
    <>
      {kind && (
        <Box flex="none" display="flex">
          <KindMark kind={kind} />
        </Box>
      )}
      {several && (
        <Text span size="sm" c="dimmed" className="clip" maw={160} visibleFrom="lg" title={name}>
          {name}
        </Text>
      )}
    </>
  )
}
