import { newPerson, registration } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import {
  active,
  disabledPerson,
  floodedAddress,
  freeAddress,
  loggedIn,
  passwordlessPerson,
  pending,
} from "./accounts.ts";
import { type Ask, inTurn, post, several, type UniformGroup } from "./group.ts";

/** People take turns: the same name again within a minute is less work, for names that nobody has as well. */
const ownersFor = (rounds: number) => Math.ceil(rounds / 4);

/** What is asked with a name or an address: nobody learns whose it is. */
export const nameGroups: readonly UniformGroup[] = [
  { what: "register", prepare: (place, rounds) => signUps(place, rounds, (email) => [signUp(email)]) },
  {
    what: "register, then login",
    prepare: (place, rounds) =>
      signUps(place, rounds, (email) => {
        const { password } = newPerson();
        return [signUp(email, password), post("login", { login: email, password })];
      }),
  },
  { what: "login", prepare: logins },
  {
    what: "login, then login again",
    async prepare(place) {
      const [owner, nobody] = [(await active(place)).person.username, newPerson().username];
      const twice = (login: string) => () => [wrongLogin(login), wrongLogin(login)];
      return { wrong: twice(owner), unknown: twice(nobody) };
    },
  },
  {
    what: "reset",
    async prepare(place, rounds) {
      const count = ownersFor(rounds);
      const owner = inTurn(await several(count, () => active(place)));
      const disabled = inTurn(await several(count, () => disabledPerson(place)));
      const nobody = inTurn(await several(count, async () => newPerson()));
      const reset = (login: () => string) => () => [post("send-reset-password-link", { login: login() })];
      return {
        known: reset(() => owner().person.email),
        disabled: reset(() => disabled().person.email),
        unknown: reset(() => nobody().email),
      };
    },
  },
  {
    what: "resend",
    async prepare(place, rounds) {
      const count = ownersFor(rounds);
      const waiting = inTurn(await several(count, () => pending(place)));
      const owner = inTurn(await several(count, () => active(place)));
      const nobody = inTurn(await several(count, async () => newPerson()));
      const resend = (email: () => string) => () => [post("resend-verification", { email: email() })];
      return {
        pending: resend(() => waiting().person.email),
        active: resend(() => owner().person.email),
        unknown: resend(() => nobody().email),
      };
    },
  },
  {
    what: "e-mail change",
    async prepare(place, rounds) {
      const owner = inTurn(await several(ownersFor(rounds), () => active(place)));
      const [one, other] = [await loggedIn(place), await loggedIn(place)];
      const move = (session: string, email: () => string) => () => [
        post("register-email", { email: email() }, session),
      ];
      return { taken: move(one.session, () => owner().person.email), free: move(other.session, freeAddress) };
    },
  },
];

function signUp(email: string, password = newPerson().password): Ask {
  return post("register", registration(newPerson({ email, password })));
}

async function signUps(place: Place, rounds: number, act: (email: string) => readonly Ask[]) {
  const owner = inTurn(await several(ownersFor(rounds), () => active(place)));
  const waiting = inTurn(await several(ownersFor(rounds), () => pending(place)));
  const flooded = await floodedAddress(place);
  return {
    taken: () => act(owner().person.email),
    pending: () => act(waiting().person.email),
    free: () => act(freeAddress()),
    flooded: () => act(flooded),
  };
}

async function logins(place: Place) {
  const [owner, waiting] = [await active(place), await pending(place)];
  const [disabled, passwordless] = [await disabledPerson(place), await passwordlessPerson(place)];
  const { email, password } = waiting.person;
  return {
    unknown: () => [wrongLogin(newPerson().username)],
    wrong: () => [wrongLogin(owner.person.username)],
    disabled: () => [post("login", { login: disabled.person.username, password: disabled.person.password })],
    "without a password": () => [wrongLogin(passwordless.person.username)],
    "pending, named by the address": () => [post("login", { login: email, password })],
  };
}

function wrongLogin(login: string): Ask {
  return post("login", { login, password: newPerson().password });
}
