import type { Operation } from './operation.ts';

export type OsType = 'Linux' | 'Windows';
export type Architecture = 'x64' | 'Arm64';

/** Where a resource is in a subscription. */
export interface ResourcePlace {
  readonly resourceGroup: string;
  readonly name: string;
}

/** The place alone of what has more, such as a machine. */
export function placeOf({ resourceGroup, name }: ResourcePlace): ResourcePlace {
  return { resourceGroup, name };
}

/** A version of an operating system of the marketplace, or as much of its name as is known. */
export interface ImageUrn {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  /** `latest` is the newest when a machine is made. */
  readonly version: string;
}

/** What a version of an operating system needs. */
export interface PlatformImage {
  readonly osType: OsType;
  readonly architecture: Architecture;
  /** `V2` */
  readonly hyperVGeneration: string;
}

/** An image that somebody of the subscription made: a managed one, or a version in a gallery. */
export interface OwnImage extends ResourcePlace {
  readonly id: string;
  readonly kind: 'managed' | 'galleryVersion';
  readonly label: string;
  readonly description: string;
  readonly osType: OsType;
  readonly architecture: Architecture;
  /** Specialized: a copy of the machine with all that it knows, such as keys. */
  readonly osState: 'Generalized' | 'Specialized';
  readonly location: string;
  /** The blob that it was made of. */
  readonly mediaLink?: string;
}

/** A size that machines can have in a region. */
export interface MachineSize {
  readonly name: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly architecture: Architecture;
}

export interface Machine extends ResourcePlace {
  readonly id: string;
  readonly location: string;
  readonly size: string;
  readonly osType: OsType;
  /** `running`, `stopped`, `deallocated`, …; empty while it is not known. */
  readonly power: string;
  readonly isGeneralized: boolean;
  /** `V2`; absent where it is not told. */
  readonly hyperVGeneration?: string;
  /** `Succeeded`, or what is being done with it: `Creating`. */
  readonly state: string;
  /** The ids of its disk and of its network interfaces. */
  readonly partIds: readonly string[];
  /** Those of its parts that go with it. */
  readonly dyingPartIds: readonly string[];
}

export interface NewImage extends ResourcePlace {
  readonly location: string;
  readonly osType: OsType;
  readonly osState: OwnImage['osState'];
  /** The address of its VHD. */
  readonly blobUri: string;
  readonly label: string;
}

/** A version in a gallery, as it is made of a machine. */
export interface NewGalleryVersion {
  readonly resourceGroup: string;
  readonly gallery: string;
  readonly image: string;
  /** `1.0.0` */
  readonly version: string;
  readonly label: string;
  readonly description: string;
}

export type MachineAction = 'start' | 'deallocate';

/** Operating systems by region. All throw as `ResourceManager`. */
export interface PlatformImages {
  publishers(location: string, signal?: AbortSignal): Promise<readonly string[]>;
  offers(location: string, urn: Pick<ImageUrn, 'publisher'>, signal?: AbortSignal): Promise<readonly string[]>;
  skus(location: string, urn: Pick<ImageUrn, 'publisher' | 'offer'>, signal?: AbortSignal): Promise<readonly string[]>;
  /** The newest first. */
  versions(location: string, urn: Omit<ImageUrn, 'version'>, signal?: AbortSignal): Promise<readonly string[]>;
  /** @param urn of `latest` too. */
  get(location: string, urn: ImageUrn, signal?: AbortSignal): Promise<PlatformImage>;
}

/** Images that were made in the subscription. Throws as `ResourceManager`. */
export interface OwnImages {
  /** Managed images, and the versions of all galleries. */
  list(signal?: AbortSignal): Promise<readonly OwnImage[]>;
  create(image: NewImage, signal?: AbortSignal): Promise<Operation>;
  delete(image: Pick<OwnImage, 'id' | 'kind'>, signal?: AbortSignal): Promise<Operation>;
  /** Of a machine that is generalized. */
  createOfMachine(
    machine: Machine,
    image: ResourcePlace & { readonly label: string },
    signal?: AbortSignal,
  ): Promise<Operation>;
  /** Makes the gallery and its image if they are not there, then the version, which is what goes on. */
  createVersionOfMachine(machine: Machine, version: NewGalleryVersion, signal?: AbortSignal): Promise<Operation>;
}

/** Virtual machines. Throws as `ResourceManager`. They are made by a deployment: see machineTemplate.ts. */
export interface MachineResources {
  list(resourceGroup: string, signal?: AbortSignal): Promise<readonly Machine[]>;
  get(machine: ResourcePlace, signal?: AbortSignal): Promise<Machine>;
  /** Those that the subscription may have in a region, by cores and memory. */
  sizes(location: string, signal?: AbortSignal): Promise<readonly MachineSize[]>;
  act(machine: ResourcePlace, action: MachineAction, signal?: AbortSignal): Promise<Operation>;
  /** It has to be stopped, and never starts again. */
  generalize(machine: ResourcePlace, signal?: AbortSignal): Promise<void>;
  delete(machine: ResourcePlace, signal?: AbortSignal): Promise<Operation>;
}
