/** What the pure rooms know of the machine. Read once by the command line; everything below it gets this value. */
export type Host = {
  /** Home folder, absolute, without trailing slash. */
  readonly home: string;
  readonly hostname: string;
  readonly platform: Platform;
  /** Login name. */
  readonly user: string;
  /** Folder of the fleet file, absolute: what relative paths in it start from. */
  readonly fleetDir: string;
};

/** Platforms that gateways run on. */
export type Platform = 'linux' | 'darwin' | 'win32';
