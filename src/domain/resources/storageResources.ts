import type { Page, PageRequest } from '../page.ts';
import type { Secret } from '../secret.ts';
import type { ContainerAddress } from '../transfer/containerAddress.ts';
import type { Operation } from './operation.ts';

/** A storage account, as the resource manager lists it. */
export interface StorageAccountListing {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** `Standard_LRS` */
  readonly sku: string;
  /** `Succeeded`, or what is being done with it: `Creating`. */
  readonly state: string;
  /** `https://ACCOUNT.blob.core.windows.net/`; absent while it is being made, and for an account without blobs. */
  readonly blobEndpoint?: string;
  /** Its keys, and signatures made with them, are refused: only Entra ID lets in. */
  readonly keysRefused: boolean;
}

/** Where a storage account of a subscription is. */
export type StoragePlace = Pick<StorageAccountListing, 'name' | 'resourceGroup'>;

/** Where a container is. */
export interface ContainerPlace {
  readonly account: StoragePlace;
  readonly container: string;
}

export interface NewStorageAccount extends StoragePlace {
  readonly location: string;
  /** One of {@link storageSkus}. */
  readonly sku: StorageSku;
}

/** What a signature for a container allows, and until when. */
export interface ContainerSignature {
  /** Letters in the order of {@link containerRights}: `rwdl`. */
  readonly rights: string;
  readonly expires: Date;
}

/** The address of a container with a signature, and whom to trust there. */
export interface SignedContainer extends ContainerAddress {
  /** The authority of its certificate, PEM. Absent: those that the system trusts. */
  readonly ca?: string;
}

/** Storage accounts and their containers. Throws as ResourceManager. */
export interface StorageResources {
  list(signal?: AbortSignal): Promise<readonly StorageAccountListing[]>;
  get(account: StoragePlace, signal?: AbortSignal): Promise<StorageAccountListing>;
  /** Why a name cannot be had; nothing if it can. */
  nameProblem(name: string, signal?: AbortSignal): Promise<string | undefined>;
  create(account: NewStorageAccount, signal?: AbortSignal): Promise<Operation>;
  delete(account: StoragePlace, signal?: AbortSignal): Promise<Operation>;
  /** With the first key of the account. */
  connectionString(account: StoragePlace, signal?: AbortSignal): Promise<Secret>;
  containers(account: StoragePlace, page: PageRequest, signal?: AbortSignal): Promise<Page<string>>;
  /** Makes a container that nobody reads without a key; one that is there stays as it is. */
  createContainer(place: ContainerPlace, signal?: AbortSignal): Promise<void>;
  deleteContainer(place: ContainerPlace, signal?: AbortSignal): Promise<void>;
  /** Has the resource manager sign with a key of the account, which does not come here. HTTPS only. */
  sign(place: ContainerPlace, signature: ContainerSignature, signal?: AbortSignal): Promise<SignedContainer>;
}

/** How an account keeps copies of what is in it. Source: Azure Storage, "SKU types". */
export const storageSkus = [
  'Standard_LRS',
  'Standard_ZRS',
  'Standard_GRS',
  'Standard_RAGRS',
  'Standard_GZRS',
  'Standard_RAGZRS',
  'Premium_LRS',
  'Premium_ZRS',
] as const;
export type StorageSku = (typeof storageSkus)[number];

/** The rights of a container's signature that people choose from, in the order that the service wants. */
export const containerRights = ['r', 'a', 'c', 'w', 'd', 'l'] as const;
export type ContainerRight = (typeof containerRights)[number];

/** What exports and imports of devices need: they write a file, read it back, replace one and look for it. */
export const transferRights = 'rwdl';
/** How long they need it: a job on very many devices takes hours. */
export const transferSignatureMs = 24 * 60 * 60 * 1000;
