/** One mention of another file, as it is written. */
export interface Link {
  /** `./money`, `os.path`, `crate::store`, `stdio.h`. */
  readonly from: string;
  /** What it takes; a name may be a file of its own. */
  readonly names: readonly string[];
  /** Only for the compiler: gone when it runs. */
  readonly isType: boolean;
  /** Every file of its project looks there: `global using`. */
  readonly forAll?: true;
}
