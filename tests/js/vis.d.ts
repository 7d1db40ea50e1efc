/** What the page uses of vis-network, which ships without types inside pyvis. */

interface VisPoint {
  x: number;
  y: number;
}

interface VisEdgeType {
  from: VisPoint;
  to: VisPoint;
  _getViaCoordinates?: () => VisPoint | null;
}

declare class VisDataSet {
  constructor(items: object[]);
  update(items: object[]): void;
}

declare class VisNetwork {
  body: { edges: Record<string, { select(): void; draw(context: CanvasRenderingContext2D): void; edgeType: VisEdgeType }> };
  constructor(container: HTMLElement, data: { nodes?: VisDataSet; edges?: VisDataSet }, options: object);
  emit(event: string): void;
  on(event: string, listener: (given: any) => void): void;
  redraw(): void;
  setData(data: { nodes: VisDataSet; edges: VisDataSet }): void;
  startSimulation(): void;
  stopSimulation(): void;
  setOptions(options: object): void;
  getPositions(ids: string[]): Record<string, VisPoint>;
  getPosition(id: string): VisPoint;
  getViewPosition(): VisPoint;
  getScale(): number;
  getEdgeAt(point: VisPoint): string | undefined;
  canvasToDOM(point: VisPoint): VisPoint;
  moveTo(options: { position?: VisPoint; scale?: number }): void;
}

declare var vis: { DataSet: typeof VisDataSet; Network: typeof VisNetwork };
