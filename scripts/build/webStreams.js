/** What csv-parse imports from Node, as Node gives it to everybody: the build puts this in the import's place. */
const Transform = TransformStream;
const ByCount = CountQueuingStrategy;

export { ByCount as CountQueuingStrategy, Transform as TransformStream };
