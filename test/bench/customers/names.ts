import type { Random } from "./random";

const words = (text: string) => text.trim().split(/\s+/);

const firstNames = words(`
  James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica
  Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Donald Ashley
  Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah
  Edward Stephanie Ronald Rebecca Timothy Sharon Jason Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Gary Kathleen
  Nicholas Angela Eric Shirley Jonathan Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon Samantha
  Benjamin Katherine Samuel Christine Gregory Debra Frank Rachel Alexander Carolyn Raymond Janet Patrick Maria Jack
  Olivia Dennis Heather Jerry Helen Tyler Catherine Aaron Diane Jose Julie Adam Victoria Nathan Joyce Henry Lauren
  Zachary Kelly Douglas Christina Peter Ruth Kyle Joan Noah Virginia Ethan Judith José Zoë Renée Björn Ana Chloe Priya
  Wei Yuki Omar Fatima Ingrid Soren Aoife Mateo Lucia Ivan Nadia`);

const commonLastNames = words(`
  Smith Johnson Williams Jones Brown Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin
  Thompson Garcia Martinez Robinson Clark Rodriguez Lewis Lee Walker Hall Allen Young Hernandez King Wright Lopez Hill
  Scott Green Adams Baker Gonzalez Nelson Carter Mitchell Perez Roberts Turner Phillips Campbell Parker Evans Edwards
  Collins Stewart Sanchez Morris Rogers Reed Cook Morgan Bell Murphy Bailey Rivera Cooper Richardson Cox Howard Ward
  Torres Peterson Gray Ramirez James Watson Brooks Kelly Sanders Price Bennett Wood Barnes Ross Henderson Coleman
  Jenkins Perry Powell Long Patterson Hughes Flores Washington Butler Simmons Foster Gonzales Bryant Alexander Russell
  Griffin Diaz Hayes O'Brien García Nguyen Müller Patel Okafor Kowalski Núñez D'Angelo Håkansson`);

const beginnings = words(`
  Ash Bar Beck Black Brad Bran Brook Burn Cald Carl Chad Clay Cob Crom Dal Dun East Eg Fair Far Fen Gar Glen Gold Green
  Had Hal Ham Hart Hath Hay Hol Horn Hunt Kel Ken Kirk Lang Law Lin Mans Mar Mel Mid Mont Nor Oak Os Pem Quin Rad Red
  Rock Ros Rush Sand Sel Shel Stan Stock Sut Thorn Tren Wake Wal Ware West Whit Wil Wood`);

const endings = words(`
  ard bach bank beck berg berry born bourne bridge brook burn bury by cliff combe cote croft dale den don dorf er feld
  field ford forth gate ham hart haven head hill hoff holm house hurst ing ington kamp kin land lake ley low man mark
  mere mond more ness owski park quist ridge rick sen shaw side son stead stein stone strom thorpe ton vale ville wall
  wick worth`);

/** The rarer names, each in about one of ten thousand people, mixed so that neighbours in rank differ. */
const rareLastNames = endings.flatMap((_, shift) =>
  beginnings.map((beginning, place) => beginning + (endings[(place + shift) % endings.length] ?? "")),
);

export const isRareLastName = (name: string) => !commonLastNames.includes(name);

/** How often each rank of last name comes: the first in about 1 % of people, the first hundred in about 16 %. */
const lastNameDecay = 0.55;
const firstNameDecay = 0.6;

export const randomFirstName = rankedChoice(firstNames, firstNameDecay);
export const randomLastName = rankedChoice([...new Set([...commonLastNames, ...rareLastNames])], lastNameDecay);

/** Chooses by rank: the n-th is `n ** -decay` as frequent as the first. */
function rankedChoice(names: readonly string[], decay: number): (random: Random) => string {
  let sum = 0;
  const upTo = names.map((_, index) => {
    sum += (index + 1) ** -decay;
    return sum;
  });
  return (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = names.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? sum) > wanted) high = middle;
      else low = middle + 1;
    }
    return names[low] ?? "";
  };
}
