import { SaxesParser, type SaxesTagPlain } from "saxes";

/** An element of an XML document, with its own text, entities and CDATA read. */
export interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  /** The names of the elements around it, the outermost first. */
  readonly inside: readonly string[];
  text: string;
}

/** The elements of well-formed XML, in document order; throws for anything else. */
export function parseXml(xml: string): Element[] {
  const parser = new SaxesParser();
  const elements: Element[] = [];
  const open: Element[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const element = { name, attributes, inside: open.map((each) => each.name), text: "" };
    elements.push(element);
    open.push(element);
  });
  const add = (text: string) => {
    const inside = open.at(-1);
    if (inside) inside.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return elements;
}
