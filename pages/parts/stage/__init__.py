"""The live stage: one component that draws levers, sentence, headline numbers and charts of the Simulator."""
