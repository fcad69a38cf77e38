import 'reflect-metadata';
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';

import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';

/** A page of nodes as resolvers give it. */
export interface ConnectionOf<Node> {
  nodes: Node[];
  edges: { node: Node; cursor: string }[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The Relay connection type `<name>Connection` of a node type, with its edge type; `list` says in Vietnamese what it lists. */
export function connectionOf<Node extends object>(
  node: ClassType<Node>,
  name: string,
  list: string,
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${name}Edge`, { description: `Một dòng của ${list}, kèm con trỏ.` })
  class Edge {
    @Field(() => node, { description: 'Nội dung của dòng.' })
    node!: Node;

    @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `Trang của ${list} (Relay).` })
  class Connection {
    @Field(() => [node], { description: 'Các dòng của trang.' })
    nodes!: Node[];

    @Field(() => [Edge], { description: 'Các dòng của trang, kèm con trỏ.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Vị trí của trang.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Tổng số. All that the filter lets through and the caller may see.' })
    totalCount!: number;
  }
  return Connection;
}
